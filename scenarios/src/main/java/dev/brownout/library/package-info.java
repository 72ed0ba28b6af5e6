/** Library of the scenarios that come with the program. */
package dev.brownout.library;
