/** Log of a command on standard error: options, duration of each phase, Java runtime, and warnings of libraries. */
package dev.brownout.cli.log;
