-- Stands before each of the other scripts.
-- ARGV: the prefix of all keys, the node that it is about, the seconds for which keys live; then the script's own.
--
-- presence:ID            hash: status, lastSeen, and a field node:NODE with each node's part as JSON
-- presence:ID:sockets    set of the sockets' ids
-- presence:nodes         sorted set: nodes with the time of their last beat, by Redis' clock
-- presence:node:NODE     set of the people of a node
local base, node, expiry = ARGV[1] .. 'presence:', ARGV[2], ARGV[3]
local nodes, people, field = base .. 'nodes', base .. 'node:' .. node, 'node:' .. node

-- Of two choices of one moment the higher counts, as server/features/presence.cpp has it.
local rank = {online = 0, away = 1, busy = 2, invisible = 4}

-- Whatever stands in the way of ours is no use to anybody.
local function clear(key, kind)
    local found = redis.call('TYPE', key).ok
    if found ~= kind and found ~= 'none' then
        redis.call('DEL', key)
    end
end

-- In ms, and never the same again: whatever becomes of Redis' clock, a beat moves.
local function beat()
    local time = redis.call('TIME')
    local last = tonumber(redis.call('ZSCORE', nodes, node) or 0)
    redis.call('ZADD', nodes, string.format('%.0f', math.max(time[1] * 1000 + math.floor(time[2] / 1000), last + 1)), node)
end

local function timeOf(value)
    return type(value) == 'number' and value >= 0 and value < 4e15 and value or nil
end

local function decoded(json)
    local isJson, part = pcall(cjson.decode, json)
    if not isJson or type(part) ~= 'table' or not rank[part.chosen] or not timeOf(part.chosenAt)
        or not timeOf(part.lastSeen) or type(part.devices) ~= 'number' or type(part.idle) ~= 'number'
        or type(part.sockets) ~= 'table' then
        return nil
    end
    return part
end

-- What all nodes make of a person: the status for others, and when the person was last seen.
local function merged(key, lastSeen)
    local flat = redis.call('HGETALL', key)
    local last, devices, idle = nil, 0, 0
    for i = 1, #flat, 2 do
        local part = string.sub(flat[i], 1, 5) == 'node:' and decoded(flat[i + 1])
        if part then
            devices, idle = devices + part.devices, idle + part.idle
            lastSeen = math.max(lastSeen, part.lastSeen)
            if not last or part.chosenAt > last.chosenAt
                or (part.chosenAt == last.chosenAt and rank[part.chosen] > rank[last.chosen]) then
                last = part
            end
        elseif flat[i] == 'lastSeen' then
            lastSeen = math.max(lastSeen, timeOf(tonumber(flat[i + 1])) or 0)
        end
    end
    if not last or last.chosen == 'invisible' then
        return 'offline', lastSeen
    end
    if last.chosen == 'online' and devices > 0 and idle == devices then
        return 'away', lastSeen
    end
    return last.chosen, lastSeen
end

local function replace(user, json, lastSeen)
    local key = base .. user
    local sockets = key .. ':sockets'
    local old, new = decoded(redis.call('HGET', key, field)), decoded(json)
    for _, id in ipairs(old and old.sockets or {}) do
        redis.call('SREM', sockets, tostring(id))
    end
    if new then
        for _, id in ipairs(new.sockets) do
            redis.call('SADD', sockets, id)
        end
        redis.call('HSET', key, field, json)
        redis.call('SADD', people, user)
    else
        redis.call('HDEL', key, field)
        redis.call('SREM', people, user)
    end
    local status, seen = merged(key, lastSeen)
    redis.call('HSET', key, 'status', status, 'lastSeen', string.format('%.0f', seen))
    redis.call('EXPIRE', key, expiry)
    redis.call('EXPIRE', sockets, expiry)
    return status, seen
end

-- The node's part of a person is this JSON, or, with an empty one, there is none.
local function write(user, json, lastSeen)
    local isDone, status, seen = pcall(replace, user, json, lastSeen)
    if isDone then
        return status, seen
    end
    clear(base .. user, 'hash')
    clear(base .. user .. ':sockets', 'set')
    clear(people, 'set')
    return replace(user, json, lastSeen)
end

-- As JavaScript's dates are in JSON. Years begin in March here, so that the leap day is the last.
local function dateOf(ms)
    local days = math.floor(ms / 86400000) + 719468
    local era = math.floor(days / 146097)
    local ofEra = days - era * 146097
    local year = math.floor((ofEra - math.floor(ofEra / 1460) + math.floor(ofEra / 36524) - math.floor(ofEra / 146096)) / 365)
    local ofYear = ofEra - (365 * year + math.floor(year / 4) - math.floor(year / 100))
    local month = math.floor((5 * ofYear + 2) / 153)
    local day = ofYear - math.floor((153 * month + 2) / 5) + 1
    month = month < 10 and month + 3 or month - 9
    year = year + era * 400 + (month <= 2 and 1 or 0)
    local left = ms % 86400000
    return string.format('%04d-%02d-%02dT%02d:%02d:%02d.%03dZ', year, month, day, math.floor(left / 3600000),
        math.floor(left / 60000) % 60, math.floor(left / 1000) % 60, left % 1000)
end

local function tell(user, status, lastSeen, rev, json)
    redis.call('PUBLISH', base .. 'updates', '{"userId":' .. cjson.encode(user) .. ',"status":"' .. status
        .. '","lastSeen":"' .. dateOf(lastSeen) .. '","node":' .. cjson.encode(node) .. ',"rev":' .. rev
        .. ',"part":' .. (json ~= '' and json or 'null') .. '}')
end
