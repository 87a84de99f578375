-- Own: whether the node has joined. Answers whether it is known, and the nodes with their beats.
clear(nodes, 'zset')
clear(people, 'set')
local known = redis.call('ZSCORE', nodes, node)
if known and ARGV[4] == '1' then
    beat()
end
redis.call('EXPIRE', nodes, expiry)
redis.call('EXPIRE', people, expiry)
return {known and 1 or 0, redis.call('ZREVRANGE', nodes, 0, 999, 'WITHSCORES')}
