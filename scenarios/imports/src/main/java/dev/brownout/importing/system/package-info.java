/**
 * Model of an imported system, and the writer of its scenario file: components, requests, measurements and gaps, with
 * the origin of each value as a comment.
 */
package dev.brownout.importing.system;
