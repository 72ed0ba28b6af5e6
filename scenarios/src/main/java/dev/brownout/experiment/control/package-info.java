/** Control variates: corrections of estimated means by quantities of the same runs with known means. */
package dev.brownout.experiment.control;
