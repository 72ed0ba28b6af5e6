/** Server of the workbench page: its static files, the engine of the process over HTTP, and the guesses of a class. */
package dev.brownout.workbench;
