/** The log of a command on standard error: options, phases and their seconds, Java, and warnings of libraries. */
package dev.brownout.cli.log;
