/**
 * Systems as importers find them, and the scenario files written of them: components, requests, measurements and gaps,
 * with the origin of each value as a comment.
 */
package dev.brownout.importing.system;
