/**
 * Teaching material of the course, from one file of notes for each step: pages for teachers, sheets for students and
 * slides. All numbers are measured by runs or calculated.
 */
package dev.brownout.tutorial.teaching;
