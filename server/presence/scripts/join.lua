-- Own: how many people the node has written. Who joins has all of them there, for others to read.
clear(nodes, 'zset')
clear(people, 'set')
if redis.call('SCARD', people) ~= tonumber(ARGV[4]) then
    redis.call('DEL', people) -- what is too much in it goes, too
    return 0
end
beat()
redis.call('EXPIRE', nodes, expiry)
redis.call('EXPIRE', people, expiry)
redis.call('PUBLISH', nodes, node)
return 1
