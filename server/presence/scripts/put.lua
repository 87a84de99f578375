-- Own: for each person the id, the part ('' for none), its number, when the person was last seen, and whether others
-- are to be told.
for i = 4, #ARGV, 5 do
    local user, json, rev = ARGV[i], ARGV[i + 1], ARGV[i + 2]
    local status, lastSeen = write(user, json, tonumber(ARGV[i + 3]))
    if ARGV[i + 4] == '1' then
        tell(user, status, lastSeen, rev, json)
    end
end
redis.call('EXPIRE', people, expiry)
return #ARGV
