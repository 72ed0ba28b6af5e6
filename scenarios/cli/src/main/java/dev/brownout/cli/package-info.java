/** Command-line interface of the {@code brownout} command: subcommands, options, output forms and exit codes. */
package dev.brownout.cli;
