/** Formatters of experiment results and problems, as text lines for a terminal and as report pages. */
package dev.brownout.cli.text;
