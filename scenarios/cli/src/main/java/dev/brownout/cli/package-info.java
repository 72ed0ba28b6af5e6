/** The {@code brownout} command: what a person types, and what the process answers. */
package dev.brownout.cli;
