/** The simulator held to known answers of queueing theory. */
package dev.brownout.law;
