set(HEARTH_STORAGE_FILES
    storage/mentions.cpp
    storage/storage.cpp
    storage/storageworker.cpp
    storage/sqlite/connection.cpp
    storage/sqlite/messagerows.cpp
    storage/sqlite/migrations.cpp
    storage/sqlite/sqliteaccounts.cpp
    storage/sqlite/sqlitechanges.cpp
    storage/sqlite/sqlitedatabase.cpp
    storage/sqlite/sqlitefiles.cpp
    storage/sqlite/sqlitemaintenance.cpp
    storage/sqlite/sqlitemessages.cpp
    storage/sqlite/sqliterestore.cpp
    storage/sqlite/sqliterooms.cpp
    storage/sqlite/statements.cpp)
qt_add_resources(HEARTH_STORAGE_FILES storage/sqlite/hearth_sqlite.qrc)
