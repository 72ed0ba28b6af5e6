package dev.brownout.grading;

import dev.brownout.language.parse.ReferencedFiles;

/**
 * The text of an assignment and the files beside it.
 *
 * @param name name of the file in messages
 * @param text text of the file
 * @param files files that the assignment may name as its base scenario, and that the base scenario may name
 */
public record AssignmentSource(String name, String text, ReferencedFiles files) {}
