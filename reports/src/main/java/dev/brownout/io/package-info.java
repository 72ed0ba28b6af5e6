/** What people name files for: to be read, within limits, and to be written, whole, by one command at a time. */
package dev.brownout.io;
