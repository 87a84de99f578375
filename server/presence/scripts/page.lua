-- Own: a cursor and about how many people. Answers the next cursor, then each person's id and part.
clear(people, 'set')
local found = redis.call('SSCAN', people, ARGV[4], 'COUNT', ARGV[5])
local out = {found[1]}
for _, user in ipairs(found[2]) do
    local isThere, part = pcall(redis.call, 'HGET', base .. user, field)
    out[#out + 1] = user
    out[#out + 1] = isThere and part or ''
end
return out
