/** Where what is printed goes: a screen with colours and a line of progress, and whether it could be written. */
package dev.brownout.cli.screen;
