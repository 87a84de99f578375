set(HEARTH_AUTH_FILES
    auth/certificate.cpp
    auth/passwords.cpp
    auth/selfsigned.cpp
    auth/throttle.cpp
    auth/tokens.cpp
    auth/usernames.cpp)
