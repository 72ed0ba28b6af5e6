/** How the values of options are read, with a sentence of its own for what is none. */
package dev.brownout.cli.option;
