set(HEARTH_AUTH_FILES
    auth/certificate.cpp
    auth/passwords.cpp
    auth/throttle.cpp
    auth/tokens.cpp)
