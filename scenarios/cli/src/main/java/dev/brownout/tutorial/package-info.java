/** The ladder as a course: its rungs, what each has that the one before had not, and the page that tells all of it. */
package dev.brownout.tutorial;
