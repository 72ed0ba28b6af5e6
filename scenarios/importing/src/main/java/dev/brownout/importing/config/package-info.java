/**
 * Configuration files of other programs, read as nodes that know their lines, and an account of what became of each
 * setting: used, passed over because it says nothing about load and time, left out for a reason, or not understood.
 */
package dev.brownout.importing.config;
