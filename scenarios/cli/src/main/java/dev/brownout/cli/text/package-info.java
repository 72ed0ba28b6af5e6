/** What commands print of experiments and problems, in lines, and as a page. */
package dev.brownout.cli.text;
