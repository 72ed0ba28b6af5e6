/**
 * Parts of a result as plain data: rows, columns, texts, and the output formats that contain them. A part is built here
 * once. A {@link dev.brownout.summary.Writer} of a format handles tables, notes and lists independently of their
 * content.
 */
package dev.brownout.summary;
