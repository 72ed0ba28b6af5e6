/** The command {@code verify}, in a separate jar. */
package dev.brownout.verify.command;
