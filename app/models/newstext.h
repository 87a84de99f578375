#pragma once

#include <QString>

namespace hearth::app {

class MessageListModel;

//! The newest `count` messages of others, as they are read out: each with its author, or only how many they
//! are where they are too many to listen to.
[[nodiscard]] QString newsText(const MessageListModel &messages, int count);

} // namespace hearth::app
