-- A node is dead. Own: its beat as it was last seen, or '', and how many people at most.
-- Answers false where it is back, else how many are left, and the id and the part of each that was cleared away.
clear(nodes, 'zset')
clear(people, 'set')
local beat = redis.call('ZSCORE', nodes, node)
if beat and beat ~= ARGV[4] then
    return false
end
-- First of all: if it lives after all, it finds itself missing and says everything again.
redis.call('ZREM', nodes, node)
local out = {0}
for _, user in ipairs(redis.call('SPOP', people, ARGV[5])) do
    local isThere, json = pcall(redis.call, 'HGET', base .. user, field)
    json = isThere and json or ''
    local part = decoded(json)
    local status, lastSeen = write(user, '', part and part.lastSeen or 0)
    tell(user, status, lastSeen, 0, '') -- by no number of the node's own: its peers count its beats themselves
    out[#out + 1] = user
    out[#out + 1] = json
end
out[1] = redis.call('SCARD', people)
return out
