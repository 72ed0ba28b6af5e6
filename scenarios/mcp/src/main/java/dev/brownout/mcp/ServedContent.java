package dev.brownout.mcp;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The content that a server gives to its tools beside their arguments.
 *
 * @param folder folder with scenarios and other files that the tools may read; empty for none
 * @param page address of the page for browsers, to which answers link; empty for no links
 */
record ServedContent(Optional<Path> folder, Optional<String> page) {}
