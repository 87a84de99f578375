# Sockets, Engine.IO and Socket.IO: a library that knows nothing of chat.
hearth_library(hearth-hub
    SOURCES
        net/flusher.cpp
        net/frame.cpp
        net/http.cpp
        net/httpconnection.cpp
        net/httpparser.cpp
        net/listener.cpp
        net/loop.cpp
        net/peeraddress.cpp
        net/router.cpp
        net/stream.cpp
        net/timers.cpp
        net/tls.cpp
        net/uringflusher.cpp
        net/websockethandshake.cpp
        net/websocketreader.cpp
        engine/engine.cpp
        engine/pollingtransport.cpp
        engine/session.cpp
        engine/websockettransport.cpp
        hub/hub.cpp
        hub/namespace.cpp
        hub/recoverylog.cpp
        hub/socket.cpp
    DEPENDS hearth-shared Qt6::Network Boost::headers OpenSSL::SSL PkgConfig::URING)

# The chat, and what puts it together.
hearth_library(hearth-server
    SOURCES
        features/accounts.cpp
        features/binding.cpp
        features/eventguard.cpp
        features/gate.cpp
        features/messages.cpp
        features/presence.cpp
        features/ratelimit.cpp
        features/rooms.cpp
        features/typing.cpp
        server/application.cpp
        server/serve.cpp
    DEPENDS hearth-hub hearth-storage hearth-config)

hearth_program(hearthd SOURCES main.cpp DEPENDS hearth-server)
