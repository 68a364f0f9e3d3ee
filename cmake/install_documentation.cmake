# The man page and the shell completions come from the program's own tables.
set(generated ${PROJECT_BINARY_DIR}/generated)
add_custom_command(OUTPUT ${generated}/mipsia.1 ${generated}/completion.bash ${generated}/completion.zsh
		${generated}/completion.fish
	COMMAND mipsia __man > ${generated}/mipsia.1
	COMMAND mipsia __completion bash > ${generated}/completion.bash
	COMMAND mipsia __completion zsh > ${generated}/completion.zsh
	COMMAND mipsia __completion fish > ${generated}/completion.fish
	DEPENDS mipsia
	COMMENT "Writing the man page and the completions")
add_custom_target(documentation ALL DEPENDS ${generated}/mipsia.1)
install(FILES ${generated}/mipsia.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(FILES ${generated}/completion.bash RENAME mipsia
	DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)
install(FILES ${generated}/completion.zsh RENAME _mipsia DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/site-functions)
install(FILES ${generated}/completion.fish RENAME mipsia.fish
	DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)
