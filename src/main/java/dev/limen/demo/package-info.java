/**
 * The demo relying party of development mode: an application that signs in with Limen as any other would, over HTTP, and
 * shows what it got. It is not part of a production build, and it speaks English only, as its readers are developers.
 *
 * <p>It uses nothing of the provider but its endpoints and the tools of level 2.
 */
package dev.limen.demo;
