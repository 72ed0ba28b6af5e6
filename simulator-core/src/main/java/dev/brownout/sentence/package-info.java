/** Sentences for users as forms with arguments, and failures with such a sentence. */
package dev.brownout.sentence;
