/** Assignments for a class: their files, the rules for submissions, and grades. */
package dev.brownout.grading;
