/** Help of the commands: layout, examples and the command that prints it. */
package dev.brownout.cli.help;
