/**
 * A small site on this machine (nginx, a service twice, Redis, PostgreSQL with a replica), what a scenario of it
 * foretells, and what is measured. The site is calibrated on one quiet load; everything else is foretold, and written
 * down before it is measured.
 */
package dev.brownout.reality;
