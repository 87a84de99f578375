#pragma once

namespace hearth::app {

//! Even strokes at small sizes, and emoji in colour: many systems have a font of symbols that comes before
//! the one with colours. Called once, before the first window.
void chooseFonts();

} // namespace hearth::app
