/** The commands {@code import} and {@code calibrate}, in a separate jar. */
package dev.brownout.importing.command;
