package dev.brownout.reference;

/**
 * Term of the course in two languages.
 *
 * @param name English name
 * @param korean Korean name
 * @param sentence English definition
 * @param koreanSentence Korean definition
 * @param syntax words that express it in a scenario
 * @param step number of the step of the course that shows it, from 1
 */
public record CourseTerm(String name, String korean, String sentence, String koreanSentence, String syntax, int step) {}
