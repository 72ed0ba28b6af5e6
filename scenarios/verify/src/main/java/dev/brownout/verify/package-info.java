/**
 * The simulator held to known answers: rows of theory, of published tables and of replays, the models that must
 * reproduce them, and the judgement. Models are below {@link dev.brownout.verify.model}.
 */
package dev.brownout.verify;
