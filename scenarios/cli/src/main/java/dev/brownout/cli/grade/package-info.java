/** Output of the command that grades submissions. */
package dev.brownout.cli.grade;
