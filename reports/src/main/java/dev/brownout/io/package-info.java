/** Input and output of user-named files: reading with size limits, and atomic writing by one command at a time. */
package dev.brownout.io;
