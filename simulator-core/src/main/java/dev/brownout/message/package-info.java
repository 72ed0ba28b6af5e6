/** Sentences of the program as a form and its arguments, so that they can be shown in other languages. */
package dev.brownout.message;
