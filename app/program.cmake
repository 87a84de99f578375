# The program. Included at the end of qml/CMakeLists.txt, once the QML modules are there to be linked.
hearth_program(hearth
    SOURCES ${CMAKE_SOURCE_DIR}/app/main.cpp ${CMAKE_SOURCE_DIR}/app/options.cpp
            ${CMAKE_SOURCE_DIR}/app/painted.cpp ${CMAKE_SOURCE_DIR}/app/screenshots.cpp
            ${CMAKE_SOURCE_DIR}/app/window.cpp
    DEPENDS hearth-app hearth-appplugin Qt6::Quick Qt6::QuickControls2 Qt6::Widgets)
foreach(module hearth_theme hearth_controls hearth_login hearth_charts hearth_chat hearth_dashboard hearth_settings hearth_shell)
    if(TARGET ${module}plugin)
        target_link_libraries(hearth PRIVATE ${module} ${module}plugin)
    endif()
endforeach()
target_compile_definitions(hearth PRIVATE HEARTH_VERSION="${PROJECT_VERSION}")
