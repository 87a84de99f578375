# What every target of Hearth has in common, and the functions that make targets.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_AUTOMOC ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)
set(QT_QML_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/qml)

find_program(CCACHE ccache)
if(CCACHE)
    # Precompiled headers need the first two allowances, or ccache never hits; with the others one clone's build
    # serves the next.
    set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros
        CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} CCACHE_NOHASHDIR=1 ${CCACHE})
    add_compile_options($<$<CXX_COMPILER_ID:GNU>:-fpch-preprocess>
        "$<$<CXX_COMPILER_ID:Clang>:SHELL:-Xclang -fno-pch-timestamp>")
endif()

if(HEARTH_SANITIZE STREQUAL "address")
    add_compile_options(-fsanitize=address,undefined -fno-omit-frame-pointer)
    add_link_options(-fsanitize=address,undefined)
elseif(HEARTH_SANITIZE STREQUAL "thread")
    add_compile_options(-fsanitize=thread)
    add_link_options(-fsanitize=thread)
endif()
if(HEARTH_FUZZ)
    # Every report ends the run: a fuzzer that goes on finds nothing.
    add_compile_options(-fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
        -O1)
    add_compile_definitions(_GLIBCXX_ASSERTIONS)
    add_link_options(-fsanitize=address,undefined)
endif()

# hearth_defaults(TARGET): warnings, include root, Qt strictness.
function(hearth_defaults target)
    target_include_directories(${target} PUBLIC ${CMAKE_SOURCE_DIR})
    target_compile_definitions(${target} PRIVATE
        QT_NO_CAST_TO_ASCII QT_NO_URL_CAST_FROM_STRING QT_NO_FOREACH QT_NO_KEYWORDS
        QT_DISABLE_DEPRECATED_BEFORE=0x060400)
    target_compile_options(${target} PRIVATE
        -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual
        $<$<BOOL:${HEARTH_DEVELOPER}>:-Werror>)
endfunction()

# hearth_precompiled(TARGET HEADER DEPENDS …): a header compiled once for every target that takes it up with REUSE_FROM.
# One of its own for each target would be 200 MB each.
function(hearth_precompiled target header)
    cmake_parse_arguments(ARG "" "" "DEPENDS" ${ARGN})
    add_library(${target} STATIC ${CMAKE_SOURCE_DIR}/cmake/precompiled.cpp)
    target_link_libraries(${target} PRIVATE ${ARG_DEPENDS})
    target_precompile_headers(${target} PRIVATE ${header})
    hearth_defaults(${target})
    set_target_properties(${target} PROPERTIES AUTOMOC OFF)
endfunction()

# hearth_library(TARGET SOURCES … DEPENDS …): a static library with the headers of Qt Core precompiled.
function(hearth_library target)
    cmake_parse_arguments(ARG "" "" "SOURCES;DEPENDS" ${ARGN})
    add_library(${target} STATIC ${ARG_SOURCES})
    target_link_libraries(${target} PUBLIC ${ARG_DEPENDS})
    if(NOT TARGET hearth-precompiled)
        hearth_precompiled(hearth-precompiled ${CMAKE_SOURCE_DIR}/cmake/precompiled.h DEPENDS Qt6::Core)
    endif()
    target_precompile_headers(${target} REUSE_FROM hearth-precompiled)
    hearth_defaults(${target})
endfunction()

# hearth_program(TARGET SOURCES … DEPENDS …): an executable in build/<preset>/bin.
function(hearth_program target)
    cmake_parse_arguments(ARG "" "" "SOURCES;DEPENDS" ${ARGN})
    add_executable(${target} ${ARG_SOURCES})
    target_link_libraries(${target} PRIVATE ${ARG_DEPENDS})
    hearth_defaults(${target})
endfunction()

# hearth_test(TARGET SOURCES … DEPENDS … [TOGETHER FILTER]): a GoogleTest program; each of its cases is a test of ctest.
# Those of GoogleTest's FILTER are one together: what they share takes long to start.
function(hearth_test target)
    cmake_parse_arguments(ARG "" "TIMEOUT;TOGETHER" "SOURCES;DEPENDS;LABELS" ${ARGN})
    if(NOT ARG_TIMEOUT)
        set(ARG_TIMEOUT 60)
    endif()
    add_executable(${target} ${ARG_SOURCES} ${CMAKE_SOURCE_DIR}/tests/support/main.cpp)
    target_link_libraries(${target} PRIVATE ${ARG_DEPENDS} Qt6::Core GTest::gmock)
    if(NOT TARGET hearth-precompiled-tests)
        hearth_precompiled(hearth-precompiled-tests ${CMAKE_SOURCE_DIR}/tests/support/precompiled.h
            DEPENDS Qt6::Core GTest::gmock)
    endif()
    target_precompile_headers(${target} REUSE_FROM hearth-precompiled-tests)
    hearth_defaults(${target})
    set(filter "")
    if(ARG_TOGETHER)
        set(filter TEST_FILTER "-${ARG_TOGETHER}")
        add_test(NAME ${target}.together COMMAND ${target} "--gtest_filter=${ARG_TOGETHER}")
        set_tests_properties(${target}.together PROPERTIES TIMEOUT 300 LABELS "${ARG_LABELS}")
    endif()
    gtest_discover_tests(${target} ${filter} DISCOVERY_MODE PRE_TEST DISCOVERY_TIMEOUT 60
        PROPERTIES TIMEOUT ${ARG_TIMEOUT} LABELS "${ARG_LABELS}")
endfunction()

# hearth_qml_module(URI SOURCES … QML … IMPORTS … [SINGLETONS …]): a folder of qml/ is a module is a target.
# Qt 6.4 has neither loadFromModule nor QTP0001, hence the explicit prefix; 6.8 would scan imports it cannot find.
function(hearth_qml_module uri)
    cmake_parse_arguments(ARG "" "" "SOURCES;QML;SINGLETONS;RESOURCES;DEPENDS;IMPORTS" ${ARGN})
    string(REPLACE "." "_" target ${uri})
    string(TOLOWER ${target} target)
    foreach(file ${ARG_SINGLETONS})
        set_source_files_properties(${file} PROPERTIES QT_QML_SINGLETON_TYPE TRUE)
    endforeach()
    qt_add_library(${target} STATIC)
    set(scan "")
    if(Qt6_VERSION VERSION_GREATER_EQUAL 6.8)
        set(scan NO_IMPORT_SCAN)
    endif()
    # Compiling QML to C++ makes a start quicker and a build four times as long.
    set(cache "")
    if(CMAKE_BUILD_TYPE STREQUAL "Debug")
        set(cache NO_CACHEGEN)
    endif()
    qt_add_qml_module(${target}
        URI ${uri} VERSION 1.0 RESOURCE_PREFIX /qt/qml ${scan} ${cache}
        SOURCES ${ARG_SOURCES} QML_FILES ${ARG_QML} ${ARG_SINGLETONS}
        RESOURCES ${ARG_RESOURCES} IMPORTS ${ARG_IMPORTS}
        # qmllint resolves the Qt Quick base of a C++ type through this.
        DEPENDENCIES QtQuick)
    target_link_libraries(${target} PUBLIC Qt6::Quick ${ARG_DEPENDS})
    hearth_defaults(${target})
    # The code that Qt generates shadows its own parameters, and includes a type's header by its bare name.
    target_compile_options(${target} PRIVATE -Wno-shadow)
    target_include_directories(${target} PRIVATE ${CMAKE_CURRENT_SOURCE_DIR})
endfunction()
