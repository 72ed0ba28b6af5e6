/** Converters of option values, with specific error messages for invalid values. */
package dev.brownout.cli.option;
