#include "filechooser.h"

#include <QFileDialog>

void FileChooser::open(const QString &title)
{
    auto *dialog = new QFileDialog(nullptr, title);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    connect(this, &QObject::destroyed, dialog, &QObject::deleteLater);
    connect(dialog, &QFileDialog::accepted, this, [this, dialog] { Q_EMIT chosen(dialog->selectedUrls()); });
    dialog->open();
}
