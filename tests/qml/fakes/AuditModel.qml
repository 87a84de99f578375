import Hearth.App

RemoteFake {}
