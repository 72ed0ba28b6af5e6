/** Output streams of the command: text with colours, a progress line, and detection of write errors. */
package dev.brownout.cli.screen;
