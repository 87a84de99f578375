# Sockets, Engine.IO and Socket.IO: a library that knows nothing of chat.
hearth_library(hearth-hub
    SOURCES
        net/dispatcher.cpp
        net/flusher.cpp
        net/frame.cpp
        net/http.cpp
        net/httpconnection.cpp
        net/httpparser.cpp
        net/iothread.cpp
        net/iothreads.cpp
        net/joined.cpp
        net/listener.cpp
        net/loop.cpp
        net/outflow.cpp
        net/peeraddress.cpp
        net/proxies.cpp
        net/qttimers.cpp
        net/router.cpp
        net/sse.cpp
        net/stream.cpp
        net/timers.cpp
        net/tls.cpp
        net/turnedaway.cpp
        net/uringflusher.cpp
        net/websocket.cpp
        net/websockethandshake.cpp
        net/websocketreader.cpp
        engine/engine.cpp
        engine/localtransport.cpp
        engine/pollingtransport.cpp
        engine/remotesocket.cpp
        engine/remotetransport.cpp
        engine/session.cpp
        engine/websockettransport.cpp
        hub/broadcast.cpp
        hub/encoded.cpp
        hub/hub.cpp
        hub/namespace.cpp
        hub/recoverylog.cpp
        hub/socket.cpp
    DEPENDS hearth-shared Qt6::Network Boost::headers OpenSSL::SSL PkgConfig::URING)

# Redis on our loop, and publish and subscribe with it or without.
# By its name: hiredis.pc defines _FILE_OFFSET_BITS, with which the precompiled headers were not made.
find_library(HIREDIS_LIBRARY hiredis REQUIRED)
hearth_library(hearth-redis
    SOURCES
        redis/connector.cpp
        redis/redispubsub.cpp
        redis/redissession.cpp
        redis/redisurl.cpp
        redis/resp.cpp
    DEPENDS hearth-hub ${HIREDIS_LIBRARY})
hearth_library(hearth-broker SOURCES broker/redisbroker.cpp broker/topics.cpp DEPENDS hearth-redis)

# Who is here, on this server and on others.
qt_add_resources(HEARTH_PRESENCE_SCRIPTS presence/scripts/hearth_presence.qrc)
hearth_library(hearth-presence
    SOURCES
        ${HEARTH_PRESENCE_SCRIPTS}
        presence/memoryboard.cpp
        presence/nodes.cpp
        presence/ownparts.cpp
        presence/presencescripts.cpp
        presence/presencewire.cpp
        presence/redispresence.cpp
        presence/redispresencereader.cpp
        presence/replica.cpp
    DEPENDS hearth-redis)

# A namespace on several servers, Node's among them. msgpack-cxx is headers alone.
hearth_library(hearth-cluster
    SOURCES
        cluster/adapter.cpp
        cluster/classic.cpp
        cluster/fields.cpp
        cluster/msgpack.cpp
        cluster/plainpacker.cpp
        cluster/requests.cpp
        cluster/sharded.cpp
        cluster/wire.cpp
    DEPENDS hearth-hub hearth-redis)

# The chat, and what puts it together.
qt_add_resources(HEARTH_WEB_FILES features/hearth_web.qrc)
hearth_library(hearth-server
    SOURCES
        ${HEARTH_WEB_FILES}
        features/accounts.cpp
        features/alertpaths.cpp
        features/alerts.cpp
        features/alerttext.cpp
        features/audit.cpp
        features/binding.cpp
        features/changes.cpp
        features/channelaccess.cpp
        features/channelbacklog.cpp
        features/channelnews.cpp
        features/channelpaths.cpp
        features/channels.cpp
        features/channelsockets.cpp
        features/channelstream.cpp
        features/channelsync.cpp
        features/charts.cpp
        features/dashboards.cpp
        features/eventguard.cpp
        features/eventstream.cpp
        features/filebody.cpp
        features/filecare.cpp
        features/filecontents.cpp
        features/filekeeper.cpp
        features/fileposting.cpp
        features/files.cpp
        features/fileupload.cpp
        features/gate.cpp
        features/history.cpp
        features/hookpayload.cpp
        features/hooks.cpp
        features/intake.cpp
        features/invites.cpp
        features/leadership.cpp
        features/membership.cpp
        features/messages.cpp
        features/notifications.cpp
        features/notificationstream.cpp
        features/notifying.cpp
        features/numberwatch.cpp
        features/people.cpp
        features/presence.cpp
        features/profile.cpp
        features/quiet.cpp
        features/ratelimit.cpp
        features/recovery.cpp
        features/requests.cpp
        features/roomdirectory.cpp
        features/rest/channeloperations.cpp
        features/rest/fileoperations.cpp
        features/rest/openapi.cpp
        features/rest/operations.cpp
        features/rest/roomoperations.cpp
        features/roomfeed.cpp
        features/rooms.cpp
        features/saying.cpp
        features/search.cpp
        features/sequence.cpp
        features/sessions.cpp
        features/signins.cpp
        features/tickets.cpp
        features/tokenwatch.cpp
        features/typing.cpp
        features/uploadpart.cpp
        features/uploads.cpp
        features/webpage.cpp
        features/whom.cpp
        features/words.cpp
        server/application.cpp
        server/clusternode.cpp
        server/datafolder.cpp
        server/figures.cpp
        server/filecheck.cpp
        server/readiness.cpp
        server/serve.cpp
        server/vitals.cpp
        server/wave.cpp
    DEPENDS hearth-hub hearth-storage hearth-files hearth-config hearth-broker hearth-presence hearth-cluster hearth-metrics)

# A team whose people talk: clients of the server, inside its process.
qt_add_resources(HEARTH_DEMO_FILES demo/hearth_demo.qrc)
hearth_library(hearth-demo
    SOURCES
        demo/conversation.cpp
        demo/demo.cpp
        demo/machine.cpp
        demo/script.cpp
        demo/settling.cpp
        demo/visitor.cpp
        demo/workshop.cpp
        ${HEARTH_DEMO_FILES}
    DEPENDS hearth-server Qt6::WebSockets)
target_include_directories(hearth-demo SYSTEM PRIVATE ${TOMLPLUSPLUS_INCLUDE_DIRS})

# What the operator types.
hearth_library(hearth-operator
    SOURCES
        operator/audit.cpp
        operator/backups.cpp
        operator/commandline.cpp
        operator/documents.cpp
        operator/help.cpp
        operator/invites.cpp
        operator/moving.cpp
        operator/rooms.cpp
        operator/tokens.cpp
        operator/users.cpp
        operator/work.cpp
    DEPENDS hearth-demo)

hearth_program(hearthd SOURCES main.cpp DEPENDS hearth-operator)
