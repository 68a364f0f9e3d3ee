# The pages of the workbench: web/ built by npm and esbuild, then compiled into a
# table (src/server/assets.h). With -DMIPSIA_WEB_DIST=FOLDER what was built
# elsewhere is taken, and neither node nor a network is needed.
pkg_check_modules(ZLIB REQUIRED IMPORTED_TARGET zlib)
set(MIPSIA_WEB_DIST "" CACHE PATH "Pages that were built elsewhere (a web/dist)")

file(GLOB asset_generator_sources CONFIGURE_DEPENDS tools/gen_assets.c tools/assets/*.c)
add_executable(gen_assets ${asset_generator_sources})
target_link_libraries(gen_assets PRIVATE mipsia_flags PkgConfig::ZLIB PkgConfig::SODIUM)
target_compile_definitions(gen_assets PRIVATE _GNU_SOURCE)

if(MIPSIA_WEB_DIST)
	set(web_dist ${MIPSIA_WEB_DIST})
	file(GLOB_RECURSE web_built CONFIGURE_DEPENDS ${web_dist}/*)
else()
	find_program(NPM npm)
	find_program(NODE node)
	if(NOT NPM OR NOT NODE)
		message(FATAL_ERROR "The pages need node and npm (apt-get install nodejs npm), or pages that were "
			"built elsewhere: -DMIPSIA_WEB_DIST=FOLDER")
	endif()
	set(web ${PROJECT_SOURCE_DIR}/web)
	set(web_dist ${PROJECT_BINARY_DIR}/web)
	set(web_built ${PROJECT_BINARY_DIR}/web.stamp)
	set(web_packages ${web}/node_modules/.mipsia-installed)
	file(GLOB_RECURSE web_sources CONFIGURE_DEPENDS ${web}/src/* ${web}/build-tools/*)
	list(FILTER web_sources EXCLUDE REGEX "/schema\\.d\\.ts$") # the build writes it
	add_custom_command(OUTPUT ${web_packages}
		COMMAND ${NPM} ci --no-progress --loglevel=error
		COMMAND ${CMAKE_COMMAND} -E touch ${web_packages}
		WORKING_DIRECTORY ${web}
		DEPENDS ${web}/package-lock.json ${web}/package.json ${web}/.npmrc
		COMMENT "Installing the packages that web/package-lock.json names")
	add_custom_command(OUTPUT ${web_built}
		COMMAND ${NODE} build.mjs --out ${web_dist} --quiet
		COMMAND ${CMAKE_COMMAND} -E touch ${web_built}
		WORKING_DIRECTORY ${web}
		DEPENDS ${web_packages} ${web_sources} ${web}/build.mjs ${PROJECT_SOURCE_DIR}/docs/openapi.yaml
		COMMENT "Building the pages of the workbench")
endif()

set(assets_data ${PROJECT_BINARY_DIR}/generated/assets_data.c)
add_custom_command(OUTPUT ${assets_data}
	COMMAND ${CMAKE_COMMAND} -E make_directory ${PROJECT_BINARY_DIR}/generated
	COMMAND gen_assets ${web_dist} ${assets_data}
	DEPENDS gen_assets ${web_built}
	COMMENT "Compiling the pages into a table")
