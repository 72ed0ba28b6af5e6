/** The command {@code mcp}. Its server is in a jar of its own. */
package dev.brownout.cli.mcp;
